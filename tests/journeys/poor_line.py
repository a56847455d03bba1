"""A poor line between browser and server: a TCP proxy that breaks a share of what passes, and can be cut altogether."""

from __future__ import annotations

import contextlib
import random
import socket
import threading

PIECE = 16 * 1024  # what is broken at once


class PoorLine:
    """`PoorLine(port, loss=0.05, seed=7)`: every piece of 16 KB kills its connection with this chance."""

    def __init__(self, port: int, loss: float, seed: int) -> None:
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
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if self.down or self._chance.random() < self.loss:
                    self.broken += 1
                    break
                self.passed += len(piece)
                sink.sendall(piece)
        self._kill(source)
        self._kill(sink)

    def _kill(self, end: socket.socket) -> None:
        self._open.discard(end)
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
