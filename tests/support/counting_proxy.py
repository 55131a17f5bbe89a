"""Passes TCP connections on to a server and counts what crossed: requests, bytes up, bytes down.

    counting_proxy.py UPSTREAM_PORT LOG

Prints the port it listens on. LOG holds one line a request ("GET /path") and, for each closed
connection, one line "bytes UP DOWN". Payload of TCP with all HTTP headers, as the link would carry it.
"""
import asyncio
import re
import sys

REQUEST = re.compile(rb"^(GET|HEAD|POST) (\S+) HTTP/1\.1\r\n", re.M)


async def main(upstream_port: int, log_path: str) -> None:
    log = open(log_path, "a", buffering=1)

    async def pump(reader, writer, counted, seen=None):
        try:
            while chunk := await reader.read(65536):
                counted[0] += len(chunk)
                if seen:
                    seen(chunk)
                writer.write(chunk)
                await writer.drain()
            writer.write_eof()
        except (ConnectionError, OSError):
            pass

    def note_requests(chunk):
        for method, path in REQUEST.findall(chunk):
            log.write(f"{method.decode()} {path.decode()}\n")

    async def connection(reader, writer):
        up, down = [0], [0]
        try:
            to_server_reader, to_server = await asyncio.open_connection("127.0.0.1", upstream_port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            pump(reader, to_server, up, note_requests),
            pump(to_server_reader, writer, down),
        )
        log.write(f"bytes {up[0]} {down[0]}\n")
        writer.close()
        to_server.close()

    server = await asyncio.start_server(connection, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
