"""A small OpenID Connect provider over real HTTP: discovery, authorisation, token, keys, signed identities."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "don-doc", "bi-mat-cua-trang-0123456789-abcdefghij"


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(part):
    return encoded(json.dumps(part).encode())


def hashed(verifier):
    return encoded(hashlib.sha256(verifier.encode()).digest())


class Provider:
    """`person` is who sits at the keyboard; `spoil(claims)` and `sign(claims)` let a test forge an identity."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, {"kid": "khoa-1", "use": "sig", "alg": "RS256"})
        self.person = {"sub": "uuid-1", "preferred_username": "canbo"}
        self.spoil, self.sign, self.codes, self.asked = (lambda claims: claims), self.signed, {}, []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (Answers,), {"provider": self}))
        self.issuer = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def settings(self):
        return {
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "name": "Đăng nhập bằng tài khoản tỉnh",
            "scope": "openid profile email",
            "username_claim": "preferred_username",
            "prompt": "",
            "ca_file": "",
            "timeout": 5,
        }

    def end(self):
        self.server.shutdown()
        self.server.server_close()

    def signed(self, claims, key=None):
        return jwt.encode({"alg": "RS256", "kid": "khoa-1"}, claims, key or self.key)

    def signed_with(self, secret):
        """By a secret that the site knows too: must never count as the provider's word."""

        def sign(claims):
            text = compact({"alg": "HS256", "kid": "khoa-1"}) + "." + compact(claims)
            return text + "." + encoded(hmac.new(secret.encode(), text.encode(), hashlib.sha256).digest())

        return sign

    def unsigned(self, claims):
        return compact({"alg": "none", "kid": "khoa-1"}) + "." + compact(claims) + "."

    def metadata(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def authorize(self, asked):
        """A code for the person at the keyboard, and the address that takes it back."""
        self.asked.append(asked)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]})

    def token(self, form, authorization):
        """The identity for a code; None for anything that does not fit what was asked at the start."""
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or authorization != expected or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        if hashed(form["code_verifier"]) != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        identity = self.sign(self.spoil(claims | self.person))
        return {"access_token": "the", "token_type": "Bearer", "expires_in": 300, "id_token": identity}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            self.answer(self.provider.metadata())
        elif parts.path == "/keys":
            self.answer({"keys": [self.provider.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            back = self.provider.authorize({k: v[0] for k, v in parse_qs(parts.query).items()})
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()

    def do_POST(self):
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        given = self.provider.token({k: v[0] for k, v in form.items()}, self.headers["Authorization"])
        self.answer(given or {"error": "invalid_grant"}, 200 if given else 400)

    def answer(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass
