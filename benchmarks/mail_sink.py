"""A mail server that takes everything and keeps nothing but one line per message: `python -m benchmarks.mail_sink`.

Prints its port, then for each message the seconds since the epoch and its bytes.
"""

import asyncio
import time


async def serve(reader, writer):
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        word = line[:4].upper()
        if word == b"EHLO":
            writer.write(b"250-sink\r\n250-SIZE 99999999\r\n250 8BITMIME\r\n")
        elif word == b"DATA":
            writer.write(b"354 go\r\n")
            data = await reader.readuntil(b"\r\n.\r\n")
            print(time.time(), len(data), flush=True)
            writer.write(b"250 OK\r\n")
        elif word == b"QUIT":
            writer.write(b"221 bye\r\n")
            break
        else:
            writer.write(b"250 OK\r\n")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=50_000_000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
