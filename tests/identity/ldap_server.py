"""A real slapd in a throw-away folder, with a certificate of its own authority and a handful of people."""

import datetime as dt
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.servers import free_port, missing, wait_for

BASE = "dc=tinhuy,dc=example"
READER = f"cn=dondoc,{BASE}"
# Every simple bind needs encryption: a password sent in the clear is refused by the server itself.
CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/server.pem
TLSCertificateKeyFile {folder}/server.key
security simple_bind=128
database mdb
suffix "{base}"
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{reader}" read by * none
"""
PEOPLE = """
dn: {base}
objectClass: dcObject
objectClass: organization
o: Tinh uy
dc: tinhuy

dn: {reader}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: dondoc
userPassword: mat-khau-doc-danh-ba

dn: ou=a,{base}
objectClass: organizationalUnit
ou: a

dn: ou=b,{base}
objectClass: organizationalUnit
ou: b

dn: uid=canbo,ou=a,{base}
objectClass: inetOrgPerson
uid: canbo
cn: Can bo
sn: Can
userPassword: mat-khau-danh-ba-7

dn: uid=haiten,ou=a,{base}
objectClass: inetOrgPerson
uid: haiten
cn: Mot
sn: Mot
userPassword: mat-khau-danh-ba-7

dn: uid=haiten,ou=b,{base}
objectClass: inetOrgPerson
uid: haiten
cn: Hai
sn: Hai
userPassword: mat-khau-danh-ba-7
"""


def authority():
    """(certificate, key) of a new authority."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Co quan chung thuc thu nghiem")
    certificate = _certificate(name, name, key.public_key(), x509.BasicConstraints(ca=True, path_length=0))
    return certificate.sign(key, hashes.SHA256()), key


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, issuer, key, constraints):
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(constraints, critical=True)
    )


@dataclass
class Directory:
    """`port` takes STARTTLS, `tls_port` TLS from the first byte; the certificate names localhost only."""

    folder: Path
    port: int
    tls_port: int
    process: subprocess.Popen | None = None

    def prepare(self):
        certificate, key = authority()
        own = ec.generate_private_key(ec.SECP256R1())
        server = _certificate(
            _name("localhost"), certificate.subject, own.public_key(), x509.BasicConstraints(False, None)
        ).add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        pem = serialization.Encoding.PEM
        (self.folder / "ca.pem").write_bytes(certificate.public_bytes(pem))
        (self.folder / "other.pem").write_bytes(authority()[0].public_bytes(pem))
        (self.folder / "server.pem").write_bytes(server.sign(key, hashes.SHA256()).public_bytes(pem))
        (self.folder / "server.key").write_bytes(
            own.private_bytes(
                pem, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
            )
        )
        (self.folder / "data").mkdir()
        words = {"folder": self.folder, "base": BASE, "reader": READER}
        (self.folder / "slapd.conf").write_text(CONFIGURATION.format(**words))
        (self.folder / "people.ldif").write_text(PEOPLE.format(**words).lstrip())
        program = slapd()
        add = [program, "-T", "add", "-f", self.folder / "slapd.conf", "-l", self.folder / "people.ldif"]
        subprocess.run(add, check=True, capture_output=True)

    def start(self):
        listen = f"ldap://127.0.0.1:{self.port} ldaps://127.0.0.1:{self.tls_port}"
        command = [slapd(), "-f", self.folder / "slapd.conf", "-h", listen, "-d", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.port)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def settings(self):
        return {
            "url": f"ldap://localhost:{self.port}",
            "bind_dn": READER,
            "bind_password": "mat-khau-doc-danh-ba",
            "base": BASE,
            "filter": "(&(objectClass=person)(uid={username}))",
            "id_attribute": "entryUUID",
            "ca_file": str(self.folder / "ca.pem"),
            "timeout": 5,
        }


def slapd():
    return shutil.which("slapd") or shutil.which("slapd", path="/usr/sbin:/usr/local/sbin")


def start_directory():
    """A running directory; skips (or fails) the test where slapd is not installed."""
    if slapd() is None:
        missing("slapd")
    directory = Directory(Path(tempfile.mkdtemp(prefix="dondoc-ldap-")), free_port(), free_port())
    directory.prepare()
    directory.start()
    return directory
