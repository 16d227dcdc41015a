# Kelisim in a container: make image, then as docs/operations.md says.
#
# Another base, a mirrored one for example, by --build-arg PYTHON_IMAGE=…
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build

# The certificates are those of the base image: one from behind a mirror brings its own.
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never \
    UV_SYSTEM_CERTS=1

WORKDIR /build

COPY requirements-build.lock ./
RUN python3 -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements-build.lock

# The packages change seldom, the source often: this layer stays as long as the lock does.
COPY requirements.lock ./
RUN python3 -m venv --without-pip /opt/kelisim \
    && /opt/build/bin/uv pip sync --python /opt/kelisim/bin/python --require-hashes requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY migrations ./migrations
COPY documents ./documents
COPY exporters ./exporters
COPY importers ./importers
COPY app ./app
RUN /opt/build/bin/uv pip install --python /opt/kelisim/bin/python --no-deps \
        --build-constraint requirements-build.lock .


FROM ${PYTHON_IMAGE}

# The code belongs to root and cannot be written by the one who runs it; the data folder is all that can.
RUN groupadd --gid 10001 kelisim \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/kelisim --shell /usr/sbin/nologin kelisim \
    && install --directory --owner=10001 --group=10001 /var/lib/kelisim
COPY --from=build /opt/kelisim /opt/kelisim

ENV PATH=/opt/kelisim/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    KELISIM_DATABASE_URL=sqlite:////var/lib/kelisim/kelisim.db

WORKDIR /var/lib/kelisim
VOLUME /var/lib/kelisim
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["kelisim", "health"]

# One process: several of them stand side by side as several containers, on PostgreSQL.
CMD ["kelisim", "serve", "--host", "0.0.0.0", "--port", "8000"]
