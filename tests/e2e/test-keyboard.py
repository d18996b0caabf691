#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control has a name, and Tab reaches it: on every page, in every dialog, behind every button that opens something."""
from e2e_testing import LIVELY, SMALL, Program, case, cli, path, press, run_cases_on_desktop, wait_until

CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'entry', 'text', 'slider',
            'spin button', 'page tab', 'link', 'menu item', 'image'}
# Widgets that are made of others, which share their name.
COMPOUNDS = {'combo box', 'entry', 'text', 'spin button', 'push button', 'list item', 'table'}
# The window manager has keys for these.
WINDOW_BUTTONS = {'Minimize', 'Maximize', 'Restore', 'Close'}

# What is on the page behind which runs are compared.
TABLE = ['Search runs', 'State', 'tree table', 'GtkActionBar']


class Controls:
    """What can be focused below a widget, asked for once.

    Pages that were shown before keep their place in the tree: what is on them is @skipped, by type, role or name.
    """

    def __init__(self, root, skipped=()):
        self.kin = {} # the widgets around each
        self._collect(root, [], set(skipped))

    def _collect(self, widget, around, skipped):
        if {widget.type_name, widget.role, widget.name} & skipped:
            return
        if {'focusable', 'sensitive'} <= widget.states:
            self.kin[widget] = around
        for child in widget.children() if widget.role != 'label' else []:
            if child.is_laid_out or child.type_name == 'GtkStackPage':
                self._collect(child, [*around, widget], skipped)

    def list(self):
        return [widget for widget in self.kin if widget.role in CONTROLS and widget.name not in WINDOW_BUTTONS]

    def name(self, widget):
        """Its name, or that of the compound it is a part of."""
        around = [outer for outer in self.kin[widget][-4:] if outer.role in COMPOUNDS]
        return next((part.name for part in [widget, *reversed(around)] if part.name), '')

    def behind(self, widget):
        """All, from the one behind a widget on, round to it."""
        order = list(self.kin)
        place = order.index(widget) + 1 if widget else 0
        return order[place:] + order[:place]

    def find_focused(self, last=None):
        """The widget with the keyboard other than the last one, which it is most likely behind."""
        return next((widget for widget in self.behind(last) if widget != last and 'focused' in widget.states), None)

    def wait_for_focused(self, last=None):
        """Waits until another widget has the keyboard.

        The text in an entry row is not in the tree of libadwaita 1.2: where nothing has the keyboard, an entry row has.
        """
        try:
            return wait_until(lambda: self.find_focused(last), 'a widget with the keyboard', patience=2)
        except AssertionError:
            stays = last is not None and 'focused' in last.states
            row = next((widget for widget in self.behind(last) if {'selectable', 'editable'} <= widget.states), None)
            assert row and not stays, f'Tab leads nowhere from {last}'
            return row

    def go_round(self):
        """Presses Tab until the keyboard is where it began; all that had it."""
        reached = [self.wait_for_focused()]
        while True:
            press('Tab')
            widget = self.wait_for_focused(reached[-1])
            if widget in reached:
                return reached
            reached.append(widget)

    def is_reached(self, widget, reached):
        """Whether it, or a part of it, or the row that hands the keyboard on to it, had the keyboard."""
        rows = [outer for outer in self.kin[widget] if outer.role in COMPOUNDS]
        parts = [inner for inner in self.kin if widget in self.kin[inner]]
        return any(one in reached for one in [widget, *rows, *parts])


def check(root, skipped=()):
    controls = Controls(root, skipped)
    assert controls.list(), f'no controls in {root.outline()}'
    nameless = [(widget, widget.extents, controls.kin[widget][-2:]) for widget in controls.list()
                if not controls.name(widget)]
    assert not nameless, f'without a name: {nameless}'
    reached = controls.go_round()
    missed = [widget for widget in controls.list() if not controls.is_reached(widget, reached)]
    assert not missed, f'not reached: {missed}; reached: {reached}'
    print(f'# {root.name}: {len(controls.list())} controls, {len(reached)} stops', flush=True)


def unfold(root, name):
    """Goes round backwards, so that what unfolds is not on the way, and unfolds all rows of that name."""
    def wait_for_focused(last=None):
        try:
            return wait_until(lambda: next((widget for widget in root.walk()
                                            if 'focused' in widget.states and widget != last), None),
                              'a widget with the keyboard', patience=2)
        except AssertionError:
            return None # the text in an entry row, see Controls.wait_for_focused()

    first = last = wait_for_focused()
    while True:
        press('shift+Tab')
        last = wait_for_focused(last)
        if last == first:
            return
        if last and last.name == name:
            press('space')


def open_popover(button):
    button.click()
    return wait_until(lambda: next((child for child in button.walk() if 'Popover' in child.type_name), None),
                      f'what {button} opens')


def close_popover(button):
    press('Escape')
    wait_until(lambda: any('focused' in part.states for part in button.walk()), f'{button} has the keyboard again')


@case
def first_page():
    """All controls of the page of the first start have names and are reached."""
    with Program() as program:
        check(program.window)


@case
def dashboard():
    """All controls of the dashboard have names and are reached."""
    cli('search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '3', '--retrain-epochs', '2', *LIVELY,
        '--out', path('run'))
    with Program(path('run')) as program:
        wait_until(lambda: 'spikes' in program.window.get('image', 'Spikes').description, 'pictures')
        check(program.window, ['SpkWelcomePage'])


@case
def popovers():
    """What the buttons of the dashboard open takes the keyboard, has names, and gives the keyboard back."""
    with Program(path('run')) as program:
        cards = program.window.get(name='SpkDashboard')
        for name in ['Order and choice of neurons', 'What is shown of firing rates', 'Which curves are shown']:
            button = cards.get('push button', name)
            check(open_popover(button))
            close_popover(button)
        button = cards.get('push button', 'Help on “Spikes”')
        assert 'Every tick is a spike' in ' '.join(open_popover(button).texts())
        close_popover(button)


@case
def editor():
    """All controls of the motif editor have names and are reached."""
    with Program() as program:
        program.show_page('Motif').get('image', 'Canvas')
        check(program.window, ['SpkWelcomePage'])


@case
def runs():
    """All controls of the table of runs and of a comparison have names and are reached."""
    for seed in (1, 2):
        cli('search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '2', '--retrain-epochs', '1', '--seed', seed,
            *LIVELY)
    with Program() as program:
        page = program.show_page('Runs')
        page.get('list').act('list.select-all')
        page.get('push button', 'Compare')
        check(program.window, ['SpkWelcomePage', 'SpkDashboard'])
        page.get('push button', 'Compare').click()
        page.get('image', 'by epoch of the search')
        check(program.window, ['SpkWelcomePage', 'SpkDashboard', *TABLE])


@case
def run_details():
    """All controls of the details of a run have names and are reached."""
    with Program() as program:
        page = program.show_page('Runs')
        page.get('list').select_child(0)
        page.get('push button', 'Name, tags and notes').click()
        check(program.get_window('Run'))


@case
def assistant():
    """All controls of the assistant for a new search have names and are reached."""
    with Program() as program:
        press('ctrl+n')
        dialog = program.get_window('New Search')
        dialog.get('label', 'Recognised')
        n = len(dialog.find_all('text'))
        unfold(dialog, 'Advanced')
        wait_until(lambda: len(dialog.find_all('text')) > 2 * n, 'settings that are seldom changed')
        check(dialog)


@case
def preferences():
    """All controls of the preferences have names and are reached."""
    with Program() as program:
        press('ctrl+comma')
        check(program.get_window('Preferences'), ['page tab']) # there is one page, and no place to choose it


@case
def question():
    """The question at closing is answered with the keyboard."""
    with Program() as program:
        program.begin_search('asked about').wait_for_epoch(1)
        press('ctrl+w')
        check(program.get_window('A Search Is Running'))
        press('alt+s')
        program.wait_for_end()


run_cases_on_desktop()
