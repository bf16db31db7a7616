"""Certificates for hosts on loopback, good and bad in every way, made with the program openssl."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Authority"]


class Authority:
    """Signs certificates; `bundle` is the file that makes it trusted (REQUESTS_CA_BUNDLE).

    Raises:
        FileNotFoundError: there is no openssl.
    """

    def __init__(self, folder: Path) -> None:
        self._openssl = shutil.which("openssl")
        if self._openssl is None:
            raise FileNotFoundError("the program openssl is needed to make certificates")
        self._folder = folder
        self.bundle = folder / "authority.pem"
        self._key = folder / "authority.key"
        self._run(
            "req",
            "-x509",
            *self._new_key(self._key),
            "-subj",
            "/CN=Loopback authority",
            "-days",
            "30",
            "-out",
            str(self.bundle),
        )

    def good(self, host: str) -> ssl.SSLContext:
        """Signed, for this host."""
        return self._signed(host, host)

    def expired(self, host: str) -> ssl.SSLContext:
        """Signed, for this host, of last year."""
        return self._signed(host, host, ("-startdate", "20200101000000Z", "-enddate", "20210101000000Z"))

    def of_another(self, host: str) -> ssl.SSLContext:
        """Signed, for another host."""
        return self._signed(host, "10.20.30.40")

    def self_signed(self, host: str) -> ssl.SSLContext:
        """Signed by nobody else."""
        file, key = self._folder / f"{host}.self.pem", self._folder / f"{host}.self.key"
        names = ("-subj", f"/CN={host}", "-addext", f"subjectAltName=IP:{host}", "-days", "30")
        self._run("req", "-x509", *self._new_key(key), *names, "-out", str(file))
        return self._context(file, key)

    def _signed(self, host: str, name: str, dates: Sequence[str] = ("-days", "30")) -> ssl.SSLContext:
        file, key, request = (self._folder / f"{host}.{name}.{end}" for end in ("pem", "key", "csr"))
        self._run(
            "req",
            *self._new_key(key),
            "-subj",
            f"/CN={name}",
            "-addext",
            f"subjectAltName=IP:{name}",
            "-out",
            str(request),
        )
        register = self._folder / f"{host}.register"
        register.write_text("")
        settings = self._folder / f"{host}.cnf"
        settings.write_text(
            f"[ca]\ndefault_ca=it\n[it]\ndatabase={register}\nnew_certs_dir={self._folder}\nrand_serial=yes\n"
            "default_md=sha256\npolicy=any\ncopy_extensions=copy\nunique_subject=no\n[any]\ncommonName=supplied\n"
        )
        signer = ("-config", str(settings), "-cert", str(self.bundle), "-keyfile", str(self._key), "-batch", "-notext")
        self._run("ca", *signer, *dates, "-in", str(request), "-out", str(file))
        return self._context(file, key)

    def _context(self, file: Path, key: Path) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file, key)
        return context

    @staticmethod
    def _new_key(file: Path) -> tuple[str, ...]:
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(file))

    def _run(self, *arguments: str) -> None:
        subprocess.run([str(self._openssl), *arguments], check=True, capture_output=True)
