#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every control has a name, and Tab reaches it: on every page, in every dialog, behind every button that opens something."""
from e2e_testing import LIVELY, SMALL, Program, case, cli, path, press, run_cases_on_desktop, wait_until

CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'entry', 'text', 'slider',
            'spin button', 'page tab', 'link', 'image'}
# Widgets that are made of others, which share their name.
COMPOUNDS = {'combo box', 'entry', 'text', 'spin button', 'push button', 'list item', 'table'}
# The window manager has keys for these.
WINDOW_BUTTONS = {'Minimize', 'Maximize', 'Restore', 'Close'}


class Controls:
    """What can be focused below a widget, asked for once."""

    def __init__(self, root, skipped=()):
        self.kin = {} # the widgets around each
        self._collect(root, [], set(skipped))

    def _collect(self, widget, around, skipped):
        if widget.type_name in skipped or widget.role == 'label':
            return
        if {'focusable', 'sensitive'} <= widget.states:
            self.kin[widget] = around
        for child in widget.children():
            if child.is_laid_out or child.type_name == 'GtkStackPage':
                self._collect(child, [*around, widget], skipped)

    def list(self):
        return [widget for widget in self.kin if widget.role in CONTROLS and widget.name not in WINDOW_BUTTONS]

    def name(self, widget):
        """Its name, or that of the compound it is a part of."""
        around = [outer for outer in self.kin[widget][-4:] if outer.role in COMPOUNDS]
        return next((part.name for part in [widget, *reversed(around)] if part.name), '')

    def focused(self, after=None):
        """The widget with the keyboard, looked for first where it is most likely: behind the last one."""
        order = list(self.kin)
        place = order.index(after) + 1 if after in self.kin else 0
        return next((widget for widget in order[place:] + order[:place] if 'focused' in widget.states), None)

    def is_reached(self, widget, reached):
        """Whether it, or a part of it, or the row that hands the keyboard on to it, had the keyboard."""
        rows = [outer for outer in self.kin[widget] if outer.role in COMPOUNDS]
        parts = [inner for inner in self.kin if widget in self.kin[inner]]
        return any(one in reached for one in [widget, *rows, *parts])


def go_round(controls):
    """Presses Tab until the keyboard is where it began; all that had it."""
    first = last = wait_until(controls.focused, 'a widget with the keyboard')
    reached = [first]
    while True:
        press('Tab')
        last = wait_until(lambda: next((w for w in [controls.focused(last)] if w and w != last), None),
                          f'what comes after {last}')
        if last in reached:
            return reached
        reached.append(last)


def check(root, skipped=()):
    controls = Controls(root, skipped)
    assert controls.list(), f'no controls in {root.outline()}'
    nameless = [(widget, widget.extents, controls.kin[widget][-2:]) for widget in controls.list()
                if not controls.name(widget)]
    assert not nameless, f'without a name: {nameless}'
    reached = go_round(controls)
    missed = [widget for widget in controls.list() if not controls.is_reached(widget, reached)]
    assert not missed, f'not reached: {missed}; reached: {reached}'
    print(f'# {root.name}: {len(controls.list())} controls, {len(reached)} stops', flush=True)


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


run_cases_on_desktop()
