"""PostgreSQL and Redis for the tests: those on the usual ports, else private ones.

`python -m scripts.services start` prints DATABASE_URL and REDIS_URL as lines for the shell; private servers listen
on 127.0.0.1 only, keep nothing worth keeping, and end with `stop`.
"""

import contextlib
import sys

import psycopg2
import redis

from scripts import packages
from scripts.environment import ROOT
from scripts.postgres import PrivatePostgres, ServiceFailed
from scripts.redis_server import PrivateRedis
from scripts.setup import POSTGRES_PORT, REDIS_PORT

FOLDER = ROOT / "var" / "services"
DATABASE = "lianjian"


def postgres_url(port: int) -> str:
    """Address of the test cluster's maintenance user, who may create databases without a password."""
    return f"postgres://postgres@127.0.0.1:{port}/{DATABASE}"


def postgres_answers(port: int) -> bool:
    """Does a server there let us in as postgres without a password, and may we create databases?"""
    try:
        connection = psycopg2.connect(
            host="127.0.0.1", port=port, user="postgres", dbname="postgres", connect_timeout=3
        )
    except psycopg2.OperationalError:
        return False
    connection.close()
    return True


def create_database(port: int) -> None:
    """An empty database under our name, so that the printed address also serves `make run`."""
    connection = psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres")
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {DATABASE}")


def redis_answers(port: int) -> bool:
    """Does a server there answer without a password?"""
    client = redis.Redis(host="127.0.0.1", port=port, socket_connect_timeout=3)
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


def start() -> dict[str, str]:
    """Addresses of a reachable pair, started where needed; calling it again finds what runs already."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    port = _postgres_port()
    create_database(port)
    return {
        "DATABASE_URL": postgres_url(port),
        "REDIS_URL": f"redis://127.0.0.1:{_redis_port()}/0",
    }


def _postgres_port() -> int:
    private = PrivatePostgres(FOLDER)
    if private.port and postgres_answers(private.port):
        return private.port
    if postgres_answers(POSTGRES_PORT):
        return POSTGRES_PORT
    packages.ensure(packages.POSTGRES)
    return private.start()


def _redis_port() -> int:
    private = PrivateRedis(FOLDER)
    if private.port and redis_answers(private.port):
        return private.port
    if redis_answers(REDIS_PORT):
        return REDIS_PORT
    packages.ensure(packages.REDIS)
    return private.start(redis_answers)


def stop() -> None:
    """End the private servers; those of the machine are left alone."""
    PrivatePostgres(FOLDER).stop()
    PrivateRedis(FOLDER).stop()


def main(arguments: list[str]) -> int:
    """`start` prints the addresses, `stop` ends what `start` began."""
    try:
        if arguments == ["stop"]:
            stop()
            return 0
        for name, value in start().items():
            print(f"export {name}={value}")
    except (packages.Missing, ServiceFailed) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
