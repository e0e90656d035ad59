# syntax=docker/dockerfile:1
# Two stages: compilers and caches stay behind, the image holds the program, its libraries and the readers' tools.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt

FROM python:3.13-slim-bookworm
# antiword reads .doc, tesseract reads scans; curl and compilers are left out on purpose.
RUN apt-get update \
 && apt-get install -y --no-install-recommends antiword tesseract-ocr tesseract-ocr-vie postgresql-client tini \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 dondoc \
 && useradd --uid 10001 --gid dondoc --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dondoc \
 && install -d -o dondoc -g dondoc -m 0750 /data /var/backups/dondoc
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static \
    HOST=0.0.0.0 \
    PORT=8000
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY config config
COPY tracker tracker
COPY fixtures fixtures
COPY deploy/gunicorn.conf.py deploy/probe.py deploy/
# The key of the build signs nothing and is gone with this line.
RUN PRODUCTION=true SECRET_KEY=only-for-collecting-the-static-files python manage.py collectstatic --noinput -v 0 \
 && python -m compileall -q config tracker
USER 10001:10001
VOLUME ["/data", "/var/backups/dondoc"]
EXPOSE 8000
HEALTHCHECK --interval=20s --timeout=12s --start-period=40s --retries=3 CMD ["python", "deploy/probe.py", "/readyz"]
ENTRYPOINT ["tini", "--"]
CMD ["gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]
