"""A poor line between browser and server: a TCP proxy, slow, that breaks a share of what passes and can be cut altogether.

The line itself is slow, not the browser: Chromium's own throttling forgets requests whose connection broke, and waits for ever.
"""

from __future__ import annotations

import contextlib
import random
import socket
import threading
import time

PIECE = 16 * 1024  # what is broken at once


class PoorLine:
    """`PoorLine(port, loss=0.05, seed=7)`: every piece of 16 KB kills its connection with this chance; `speed` in bytes a second each way."""

    def __init__(self, port: int, loss: float, seed: int, speed: int = 0, latency: float = 0.0) -> None:
        self.speed, self.latency = speed, latency
        self._up, self._back = threading.Lock(), threading.Lock()  # all connections share the line
        self.loss, self.down, self.broken, self.passed = loss, False, 0, 0
        self._target, self._chance = port, random.Random(seed)
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Nothing passes any more, what is on its way is lost."""
        self.down = True
        self.broken += len(self._open) // 2
        for end in list(self._open):
            self._kill(end)

    def mend(self) -> None:
        self.down = False

    def close(self) -> None:
        self.cut()
        self._door.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                if self.down:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._target))
                self._open |= {near, far}
                for source, sink, way in ((near, far, self._up), (far, near, self._back)):
                    threading.Thread(target=self._pass_on, args=(source, sink, way), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, way: threading.Lock) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if self.down or self._chance.random() < self.loss:
                    self.broken += 1
                    break
                if self.speed:
                    time.sleep(self.latency / 2)
                    with way:
                        time.sleep(len(piece) / self.speed)
                self.passed += len(piece)
                sink.sendall(piece)
        self._kill(source)
        self._kill(sink)

    def _kill(self, end: socket.socket) -> None:
        self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
