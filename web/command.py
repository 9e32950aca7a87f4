"""`wegwijzer serve`: run the web application on this machine."""

from __future__ import annotations

import errno
import logging
import socket
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer


def serve(
    host: Annotated[str, typer.Option(help="Adres van deze computer.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Poort; 0 kiest een vrije.")] = 8000,
    adres: Annotated[
        str,
        typer.Option(
            help="Adres waaronder een webserver op deze computer de chat voor andere websites doorgeeft, zoals "
            "https://wegwijzer.example.nl; verder komen anderen niet."
        ),
    ] = "",
) -> None:
    """Start de webpagina op deze computer."""
    from web.guard import is_loopback

    if not is_loopback(host):
        _stop(
            2,
            f"De server luistert alleen op deze computer zolang er geen accounts zijn: kies 127.0.0.1 in "
            f"plaats van {host[:100]}.",
        )
    adres = adres.rstrip("/").lower()
    if adres:
        _keur_adres(adres)
    if not 0 <= port <= 65535:
        _stop(2, f"Poort {port} bestaat niet; kies een getal van 0 tot en met 65535.")
    sock = _luister(host, port)
    ip, gekozen = sock.getsockname()[:2]
    typer.echo(f"Wegwijzer Jeugdhulp staat op http://{f'[{ip}]' if ':' in ip else ip}:{gekozen}/")
    if adres:
        typer.echo(f"De chat op andere websites staat op {adres}/inbedden.js")
    typer.echo("Stop met Ctrl-C.")
    _draai(sock, adres or None)


def _keur_adres(adres: str) -> None:
    """Refuse an address that is none, or that nothing may use."""
    from assistant.settings import Settings
    from web.guard import is_loopback
    from web.outside import ADDRESS

    if not ADDRESS.fullmatch(adres) or is_loopback(urlsplit(adres).hostname or ""):
        _stop(2, "Geef bij --adres hoe anderen in het netwerk bij de server komen, zoals https://wegwijzer.example.nl.")
    if not Settings().inbedden_op:
        _stop(2, "Noem eerst in WEGWIJZER_INBEDDEN de websites die de chat mogen tonen; --adres is alleen daarvoor.")


def _luister(host: str, port: int) -> socket.socket:
    adres = "127.0.0.1" if host.lower() == "localhost" else host.strip("[]")
    familie = socket.AF_INET6 if ":" in adres else socket.AF_INET
    sock = socket.socket(familie, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((adres, port))
        sock.listen(128)
    except OSError as fout:
        sock.close()
        if fout.errno == errno.EADDRINUSE:
            _stop(1, f"Poort {port} is al in gebruik; kies een andere met --port.")
        if fout.errno == errno.EACCES:
            _stop(1, f"Poort {port} mag u niet gebruiken; kies een poort vanaf 1024 met --port.")
        _stop(1, f"De server kan niet luisteren op {adres}, poort {port}: {fout.strerror}.")
    return sock


def meld_in_venster() -> None:
    """Show in the window of the server what our own rooms log, from INFO on; of libraries only warnings."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    for kamer in ("assistant", "knowledge", "tools", "web"):
        logging.getLogger(kamer).setLevel(logging.INFO)


def _draai(sock: socket.socket, adres: str | None) -> None:
    from assistant.starting import zonder_opruimen

    meld_in_venster()
    with zonder_opruimen():
        import uvicorn

        from web.app import create_app

        app = create_app(address=adres)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    try:
        uvicorn.Server(config).run(sockets=[sock])
    except KeyboardInterrupt:
        typer.echo("De server is gestopt.")


def _stop(status: int, melding: str) -> NoReturn:
    typer.echo(melding, err=True)
    raise typer.Exit(status)
