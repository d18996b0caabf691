#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The motif editor, by pointer and by keyboard."""
import json
import os
import time

from e2e_testing import Pointer, Program, case, path, press, run_cases_on_desktop, wait_until, write

EMPTY = {'schema': 'spikesmith-motif/1', 'name': 'plain', 'size': 3, 'intra': [[0, 0, 0]] * 3, 'lateral': [[0, 0]] * 3}


class Editor:
    """The page “Motif”."""

    def __init__(self, program):
        self.program = program
        self.page = program.show_page('Motif')
        self.canvas = self.page.get('image', 'Canvas')
        self.matrix = self.page.get('image', 'Connections')

    def wait_for(self, *words):
        wait_until(lambda: all(word in self.canvas.description for word in words),
                   lambda: f'{words}, not “{self.canvas.description}”')

    def place(self, x, y):
        """A place of the canvas: shares of its width and height."""
        left, top, width, height = self.canvas.extents
        return left + x * width, top + y * height

    def focus(self, widget):
        """Goes to a widget with Tab."""
        for _ in range(40):
            if 'focused' in widget.states:
                return
            press('Tab')
            time.sleep(0.1)
        raise AssertionError(f'Tab does not lead to {widget}')

    def wait_for_step(self, label):
        """Waits until undo would take back what is labelled so."""
        wait_until(lambda: self.page.find('push button', f'Undo: {label}'),
                   lambda: f'“{label}” among {[b.name for b in self.page.find_all("push button")]}')


@case
def pointer():
    """Neurons are added, connected, moved and selected with the pointer; each step is taken back."""
    with Program() as program:
        editor = Editor(program)
        editor.wait_for('4 neurons · 0 connections')
        mouse = Pointer()
        first, second, third = editor.place(0.45, 0.4), editor.place(0.6, 0.6), editor.place(0.45, 0.65)
        mouse.click(first, 2)
        editor.wait_for('5 neurons', 'Neuron 4 selected')
        mouse.click(second, 2)
        editor.wait_for('6 neurons', 'Neuron 5 selected')
        mouse.drag(first, second)
        editor.wait_for('1 connection', '4 → 5: excitatory')
        editor.wait_for_step('Make 4 → 5 excitatory')
        mouse.drag(first, second)
        editor.wait_for('4 → 5: inhibitory')
        mouse.drag(first, third)
        editor.wait_for_step('Move neuron 4')
        mouse.drag(third, second)
        editor.wait_for('0 connections', '4 → 5: no connection')
        mouse.click(third, 2)
        editor.wait_for('1 connection', '4 → 4: excitatory')
        mouse.drag(editor.place(0.01, 0.01), editor.place(0.99, 0.9))
        editor.wait_for('6 neurons selected')
        for label in ['Make 4 → 4 excitatory', 'Remove 4 → 5', 'Move neuron 4', 'Make 4 → 5 inhibitory',
                      'Make 4 → 5 excitatory', 'Add neuron 5', 'Add neuron 4']:
            editor.wait_for_step(label)
            press('ctrl+z')
        editor.wait_for('4 neurons · 0 connections')
        assert program.find_window('New Motif – Spikesmith'), program.application.children()
        program.close()
        program.wait_for_end()


@case
def keyboard():
    """A motif is made, saved and opened again with the keyboard alone."""
    file = write('plain.json', json.dumps(EMPTY))
    with Program(file) as program:
        editor = Editor(program)
        editor.wait_for('3 neurons · 0 connections')
        editor.focus(editor.canvas)
        press('Page_Down')
        editor.wait_for('Neuron 0 selected')
        press('Return', 'Page_Down')
        editor.wait_for('Connecting from neuron 0', '0 → 1: no connection')
        press('1')
        editor.wait_for('0 → 1: excitatory')
        press('Page_Down', '2')
        editor.wait_for('2 connections', '0 → 2: inhibitory')
        press('Escape', 'bracketleft')
        editor.wait_for('3 connections', 'previous motif → 0: excitatory')
        press('Left', 'Left', 'Up')
        editor.wait_for_step('Move neuron 0')
        press('Insert')
        editor.wait_for('4 neurons', 'Neuron 3 selected')
        press('ctrl+d')
        editor.wait_for('5 neurons', 'Neuron 4 selected')
        press('Delete')
        editor.wait_for('4 neurons')
        press('ctrl+a', 'ctrl+c', 'ctrl+v')
        editor.wait_for('8 neurons · 6 connections')
        editor.wait_for_step('Paste 4 neurons')
        press('ctrl+z')
        editor.wait_for('4 neurons · 3 connections')
        press('ctrl+f', '2', 'Return')
        editor.wait_for('Neuron 2 selected')
        editor.focus(editor.matrix)
        press('Escape', 'Right', 'Down', 'Right', 'Right', '2')
        editor.wait_for('4 connections', '2 → 1: inhibitory')
        press('ctrl+s')
        wait_until(lambda: json.load(open(file, encoding='utf-8'))['size'] == 4, 'saved motif')
        saved = json.load(open(file, encoding='utf-8'))
        assert saved['intra'] == [[0, 0, 0, 0], [1, 0, -1, 0], [-1, 0, 0, 0], [0, 0, 0, 0]], saved
        assert saved['lateral'] == [[1, 0], [0, 0], [0, 0], [0, 0]] and saved['name'] == 'plain', saved
        press('ctrl+z')
        wait_until(lambda: program.find_window('plain • – Spikesmith'), 'sign of what is not saved')
        press('ctrl+shift+z')
        wait_until(lambda: program.find_window('plain – Spikesmith'), 'no such sign')
        program.close()
        program.wait_for_end()


@case
def crash():
    """What was not saved is there again after a crash; closing asks about it."""
    with Program() as program:
        editor = Editor(program)
        editor.focus(editor.canvas)
        press('Insert', 'Insert')
        editor.wait_for('6 neurons')
        wait_until(lambda: os.path.exists(path('state', 'spikesmith', 'unsaved-motif.json')), 'kept motif')
        program.process.kill()
        program.process.wait()
        program.process.returncode = 0
    with Program() as program:
        editor = Editor(program)
        editor.wait_for('6 neurons')
        program.close()
        question = program.get_window('Save the Motif?')
        question.get('push button', 'Cancel').click()
        question.wait_until_gone()
        program.close()
        program.get_window('Save the Motif?').get('push button', 'Discard').click()
        program.wait_for_end()
    assert not os.path.exists(path('state', 'spikesmith', 'unsaved-motif.json'))


@case
def malformed():
    """A file that holds no motif gives a message and changes nothing."""
    file = write('broken.json', '{"schema": "spikesmith-motif/1", "size": 4096, "intra": [')
    with Program(file) as program:
        message = program.get_window('The Motif Could Not Be Opened')
        assert 'broken.json' in ' '.join(message.texts()), message.texts()
        message.get('push button', 'Close').click()
        message.wait_until_gone()
        Editor(program).wait_for('4 neurons · 0 connections')
        program.close()
        program.wait_for_end()


@case
def training():
    """The edited motif is trained."""
    with Program(write('plain.json', json.dumps(dict(EMPTY, size=2, intra=[[0, 1], [-1, 0]], lateral=[[0, 0]] * 2)))) as program:
        Editor(program).page.get('push button', 'Train').click()
        dialog = program.get_window('New Search')
        wait_until(lambda: 'Train a given network' in ' '.join(widget.name for widget in dialog.walk()),
                   lambda: f'training, not {dialog.outline()}')
        press('Escape')
        dialog.wait_until_gone()
        program.close()
        program.wait_for_end()


run_cases_on_desktop()
