# One image for web, worker and beat; docker-compose.yml says which of them a container is.
FROM python:3.11-slim-bookworm

# WeasyPrint draws with Pango; the Chinese fonts come with a Python package. libpq comes inside psycopg2-binary.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp \
    STORAGE_DIR=/var/lib/lianjian

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin lianjian \
    && install -d -o lianjian -g lianjian -m 0750 /var/lib/lianjian

WORKDIR /srv/lianjian
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .

USER lianjian
VOLUME /var/lib/lianjian
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
