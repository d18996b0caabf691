#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Progress on a terminal."""
import fcntl
import os
import pty
import re
import struct
import termios

from cli_testing import ENVIRONMENT, FOLDER, LIVELY, PROGRAM, SMALL, case, path, run_cases

SEARCH = ['search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '20', '--retrain-epochs', '20',
          *LIVELY]


def run_on_terminal(columns, *arguments, term='xterm'):
    """What the program writes on a terminal of that width."""
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
        os.chdir(FOLDER)
        os.execve(PROGRAM, [PROGRAM, *arguments], dict(ENVIRONMENT, TERM=term))
    output = b''
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError: # the other end is closed
            break
        if not part:
            break
        output += part
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, output
    return output.decode()


def drawn_lines(output):
    """Everything that stood on a line of the terminal while the job ran, without control sequences."""
    progress = output[output.index('Run:'):output.index('Test accuracy')].split('\n', 1)[1]
    return [re.sub('\033\\[K', '', part) for part in re.split('[\r\n]+', progress)]


@case
def fits_the_width():
    """No progress line is as long as the terminal is wide, so none ever wraps."""
    for columns in (30, 60, 80, 200):
        output = run_on_terminal(columns, *SEARCH, '--out', path(f'run-{columns}'))
        lines = drawn_lines(output)
        assert max(map(len, lines)) < columns, (columns, max(lines, key=len))
        assert sum(line.startswith('search ') and '/20' in line for line in lines) >= 20, columns


@case
def redraws():
    """The progress line is redrawn in place and gone at the end."""
    output = run_on_terminal(100, 'train', 'randman:classes=4,samples=4000', '--random-motif', '4', '--neurons', '512',
                             '--epochs', '4', '--out', path('redraw'), *LIVELY)
    assert re.search(r'\rtrain  epoch \d+/4', output) and '\033[K' in output
    assert re.search(r'\[#*-*\]', output)
    assert '\033' not in output[output.index('Test accuracy'):]


@case
def dumb_terminal():
    """On a terminal that cannot redraw there are plain lines."""
    assert '\033' not in run_on_terminal(80, *SEARCH, '--out', path('dumb'), term='dumb')


run_cases()
