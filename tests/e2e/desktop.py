# SPDX-License-Identifier: GPL-3.0-or-later
"""What belongs to a desktop beside a display: window manager, compositor, accessibility; and hands on its keys."""
import ctypes
import subprocess
import time

PATIENCE = 60  # seconds; long for a loaded machine, a test that waits so long fails
BEAT = 0.05

# Without a window manager keys are lost after the first dialog, without a compositor popovers are black in pictures.
# Accessibility is started here and not on demand because a bus that is started on demand outlives the test.
PROGRAMS = [['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'], ['openbox', '--sm-disable'], ['xcompmgr']]
SELECTIONS = [b'WM_S0', b'_NET_WM_CM_S0']


def wait_until(condition, what, patience=PATIENCE):
    """Looks at a condition until it holds; what it gives. Fails with what was waited for."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < end, f'waited {patience} s in vain: {what() if callable(what) else what}'
        time.sleep(BEAT)


def has_owners():
    """Whether window manager and compositor are there: each owns a selection of the screen."""
    x11 = ctypes.CDLL('libX11.so.6')
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XGetSelectionOwner.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    owners = [x11.XGetSelectionOwner(display, ctypes.c_ulong(x11.XInternAtom(display, name, 0))) for name in SELECTIONS]
    x11.XCloseDisplay(display)
    return all(owners)


class Desktop:
    """Runs as long as the block it is the context of."""

    def __enter__(self):
        self.processes = [subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                          for program in PROGRAMS]
        wait_until(has_owners, 'window manager and compositor')
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()


class Pointer:
    """Moves over the window that has the keyboard; places are those of the window."""

    def __init__(self):
        shell = subprocess.run(['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell'], check=True,
                               stdout=subprocess.PIPE, text=True).stdout
        geometry = dict(line.split('=') for line in shell.split())
        self.x, self.y = int(geometry['X']), int(geometry['Y'])

    def _do(self, *words):
        subprocess.run(['xdotool', *[str(word) for word in words]], check=True, stdout=subprocess.DEVNULL)

    def _move(self, place):
        self._do('mousemove', '--sync', self.x + round(place[0]), self.y + round(place[1]))

    def click(self, place, times=1):
        """A double click does not follow at once upon another click."""
        self._move(place)
        time.sleep(0.5 if times > 1 else 0)
        self._do('click', '--repeat', times, '--delay', 20, 1)

    def drag(self, start, end, steps=8):
        """Presses at one place, goes to another as a hand does, and lets go."""
        self._move(start)
        self._do('mousedown', 1)
        for i in range(1, steps + 1):
            self._move([a + (b - a) * i / steps for a, b in zip(start, end)])
            time.sleep(BEAT / 2)
        self._do('mouseup', 1)


def press(*keys):
    """Presses keys as a hand does, one after the other: "Tab", "ctrl+q"."""
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True, stdout=subprocess.DEVNULL)
