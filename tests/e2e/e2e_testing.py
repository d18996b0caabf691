# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built spikesmith as a person does, over the accessibility tree and with keys.

A test program imports this, marks functions with @case and ends with run_cases_on_desktop(). Its arguments are the paths
of spikesmith-cli and of spikesmith. Window and command line share a data folder, which begins empty.
"""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))

from cli_testing import ENVIRONMENT, LIVELY, SMALL, case, cli, cli_json, events, path, run_cases, start, wait_for_epoch, write  # noqa: E402, F401, E501
from desktop import Desktop, Pointer, press, wait_until  # noqa: E402, F401
from widget import Widget, list_applications  # noqa: E402, F401

SPIKESMITH = os.path.abspath(sys.argv[2])
DATA_FOLDER = ENVIRONMENT['SPIKESMITH_DATA_DIR']
GTK_SETTINGS = '[Settings]\ngtk-font-name=Cantarell 11\n'
COMPLAINT = re.compile(r'-(WARNING|CRITICAL|ERROR) \*\*')
VIEWS = ['Spikes', 'Motif', 'Firing rates', 'Progress']
MANY_EPOCHS = 2000 # a search that no test waits for the end of


def make_account():
    """Folders and settings of somebody who has never used the program; they stay from one start to the next."""
    os.makedirs(path('config', 'gtk-4.0'), exist_ok=True)
    write(os.path.join('config', 'gtk-4.0', 'settings.ini'), GTK_SETTINGS)
    return dict(ENVIRONMENT, HOME=path('home'), XDG_CONFIG_HOME=path('config'), XDG_DATA_HOME=path('share'),
                XDG_CACHE_HOME=path('cache'), XDG_STATE_HOME=path('state'), GSETTINGS_BACKEND='keyfile',
                GSK_RENDERER='cairo', GIO_USE_VFS='local', GDK_DEBUG='no-portals', GTK_USE_PORTAL='0', LC_ALL='C.UTF-8')


class Program:
    """The running program and its window, for as long as the block it is the context of.

    What it complained of on its standard error fails the test.
    """

    def __init__(self, *arguments):
        self.arguments = [str(argument) for argument in arguments]

    def __enter__(self):
        self.log = open(path('spikesmith.log'), 'w+', encoding='utf-8')
        self.process = subprocess.Popen([SPIKESMITH, *self.arguments], env=make_account(), stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)
        self.application = wait_until(self._find_application, 'program in the tree')
        self.window = wait_until(lambda: self.find_window('Spikesmith'), 'window')
        return self

    def __exit__(self, *_):
        status = self.process.poll()
        if status is None:
            self.process.terminate()
            self.process.wait()
        self.log.seek(0)
        complaints = [line for line in self.log if COMPLAINT.search(line)]
        self.log.close()
        assert not complaints and not status, f'status {status}, complaints:\n{"".join(complaints)}'

    def _find_application(self):
        assert self.process.poll() is None, f'the program ended with status {self.process.returncode}'
        for application in list_applications():
            if application.name == 'spikesmith' and application.children():
                application.remember_nothing()
                return application
        return None

    def find_window(self, name):
        """A window or dialog with @name in its title; None where there is none."""
        return next((window for window in self.application.children() if name in window.name), None)

    def get_window(self, name):
        return wait_until(lambda: self.find_window(name), lambda: f'window “{name}” among {self.application.children()}')

    def close(self):
        self.window.act('window.close')

    def wait_for_end(self):
        """Waits until it has ended by itself."""
        wait_until(lambda: self.process.poll() is not None, 'end of the program')
        assert self.process.returncode == 0, self.process.returncode

    # Pages.

    def show_page(self, name):
        """Shows the page “Search”, “Motif” or “Runs”; the widget of its content."""
        self.window.get('page tab', name).click()
        content = {'Search': 'SpkDashboard', 'Motif': 'SpkEditorPage', 'Runs': 'SpkRunsPage'}[name]
        return self.window.get(name=content)

    def begin_search(self, name, epochs=MANY_EPOCHS, button='Start'):
        """Sets up a search on built-in data in the assistant and starts it."""
        self.window.get('push button', 'New search').click()
        dialog = self.get_window('New Search')
        dialog.get(name='Name (optional)').write(name)
        dialog.get('text', 'Epochs').write(str(epochs))
        dialog.get('push button', button).click()
        dialog.wait_until_gone()
        return Dashboard(self.window)

    # What a table has.

    def read_runs(self):
        """The rows of the table of runs, each the texts of its cells."""
        runs = self.show_page('Runs')
        return [row.texts() for row in runs.get('list').find_all('table row')]


class Dashboard:
    """The page “Search” while it shows a run."""

    def __init__(self, window):
        self.widget = window.get(name='SpkDashboard')
        self.bar = self.widget.get(name='SpkControlBar')
        self.scrubber = self.widget.get(name='SpkScrubber')

    def read(self, title):
        """A number of the control bar; "" where it is not shown."""
        readout = self.bar.find('panel', title)
        return readout.description if readout else ''

    def wait_for_state(self, state):
        wait_until(lambda: self.read('State') == state, lambda: f'state {state}, not {self.read("State")}')

    def read_epoch(self):
        """The epoch in the control bar, from "37 of 150"."""
        number = re.match(r'(\d+)', self.read('poch'))
        return int(number[1]) if number else 0

    def wait_for_epoch(self, epoch):
        wait_until(lambda: self.read_epoch() >= epoch, lambda: f'epoch {epoch}, not {self.read_epoch()}')

    def press_button(self, name):
        self.bar.get('push button', name).click()

    def picture(self, name):
        return self.widget.get('image', name)

    def read_views(self):
        """What the four views say in words: beside their titles, and to those who cannot see the pictures."""
        cards = [self.widget.get('panel', name) for name in VIEWS]
        return [(card.texts(), card.get('image').description) for card in cards]


def run_cases_on_desktop():
    with Desktop():
        run_cases()
