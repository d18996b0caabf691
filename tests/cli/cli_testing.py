# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built spikesmith-cli as a user would, and reports in the Test Anything Protocol.

A test program imports this, marks functions with @case and ends with run_cases(). The path of spikesmith-cli is its
first argument.
"""
import json
import os
import subprocess
import sys
import tempfile
import traceback

PROGRAM = os.path.abspath(sys.argv[1])
SMALL = 'randman:classes=4,samples=20'
LIVELY = ['--input-scale', '3'] # the few spikes of the small set make small layers spike
TIME_FIELDS = {'seconds', 'search_seconds', 'train_seconds', 'run'}

_cases = []
_folder = tempfile.TemporaryDirectory(prefix='spikesmith-test-')
FOLDER = _folder.name
ENVIRONMENT = dict(os.environ, SPIKESMITH_DATA_DIR=os.path.join(FOLDER, 'data'), LC_ALL='C.UTF-8')


def case(function):
    """Marks a test case; its docstring is its title."""
    _cases.append(function)
    return function


def path(*names):
    return os.path.join(FOLDER, *names)


def cli(*arguments, status=0, cwd=None):
    """Runs the program to its end and checks its exit status."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], env=ENVIRONMENT, cwd=cwd or FOLDER, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    assert done.returncode == status, \
        f'{" ".join(map(str, arguments))}: exit status {done.returncode}, not {status}\n{done.stdout}{done.stderr}'
    return done


def start(*arguments):
    """Starts the program; its output is read while it runs."""
    return subprocess.Popen([PROGRAM, *map(str, arguments)], env=ENVIRONMENT, cwd=FOLDER, text=True, bufsize=1,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def refuse_constant(name):
    raise ValueError(f'{name} is no JSON')


def parse(line):
    return json.loads(line, parse_constant=refuse_constant)


def events(text):
    """The JSON lines of an output."""
    return [parse(line) for line in text.splitlines()]


def cli_json(*arguments, **options):
    """The last JSON line of what the program prints."""
    return events(cli(*arguments, '--json', **options).stdout)[-1]


def timeless(event):
    """An event without what may differ between two runs of the same work."""
    return {key: value for key, value in event.items() if key not in TIME_FIELDS}


def epochs_of(lines):
    return [timeless(event) for event in lines if event['event'] == 'epoch']


def history_of(run):
    """The table of epochs of a run without the time."""
    rows = [line.split(',') for line in cli('export', run, '--epochs', '-').stdout.splitlines()]
    place = rows[0].index('seconds')
    return [row[:place] + row[place + 1:] for row in rows]


def wait_for_epoch(process, n=1):
    """Reads JSON lines until the n-th epoch has been told; the lines read."""
    lines = []
    while n > 0:
        line = process.stdout.readline()
        assert line, 'the program ended early: ' + process.stderr.read()
        lines.append(parse(line))
        n -= lines[-1]['event'] == 'epoch'
    return lines


def write(name, text):
    with open(path(name), 'w', encoding='utf-8') as file:
        file.write(text)
    return path(name)


def run_cases():
    print(f'1..{len(_cases)}', flush=True)
    failed = False
    for number, function in enumerate(_cases, 1):
        title = (function.__doc__ or function.__name__).strip().rstrip('.')
        try:
            function()
            print(f'ok {number} {title}', flush=True)
        except Exception:
            failed = True
            for line in traceback.format_exc().splitlines():
                print('# ' + line)
            print(f'not ok {number} {title}', flush=True)
    _folder.cleanup()
    sys.exit(1 if failed else 0)
