#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help pages and errors of usage."""
from cli_testing import case, cli, events, run_cases

COMMANDS = ['info', 'search', 'train', 'compare', 'evaluate', 'resume', 'runs', 'motif', 'export', 'verify', 'bench',
            'help']


@case
def every_command_has_a_page():
    """Every command has a help page with flags and exit statuses."""
    overview = cli('--help').stdout
    for command in COMMANDS:
        assert f'  {command}' in overview
        page = cli(command, '--help').stdout
        assert page == cli('help', command).stdout
        assert page.startswith(f'Usage: spikesmith-cli {command}')
        for word in ('Flags:', 'Examples:', 'Exit status:', '130'):
            assert word in page, (command, word)
        assert max(map(len, page.splitlines())) <= 80, command


@case
def help_tells_ranges_and_defaults():
    """The help page of a setting tells its range and default."""
    page = ' '.join(cli('help', 'train').stdout.split())
    assert '--weight-decay X weight decay of AdamW (0 to 10; default' in page
    assert '--plasticity, --no-plasticity' in page


@case
def commands_take_only_their_settings():
    """A command has only the settings it has a meaning for."""
    search = cli('help', 'search', '--flags').stdout.split()
    train = cli('help', 'train', '--flags').stdout.split()
    assert '--alpha-rate' in search and '--alpha-rate' not in train
    assert '--layer' in train and '--layer' not in search
    assert '--no-plasticity' in search and '--no-plasticity' in train
    assert '--threads' in cli('help', 'resume', '--flags').stdout.split()
    cli('train', 'randman', '--alpha-rate', '1', status=2)


@case
def versions():
    """--version names the program and its libraries."""
    text = cli('--version').stdout
    assert text.startswith('spikesmith-cli ')
    for library in ('GLib', 'HDF5', 'SQLite'):
        assert library in text


@case
def no_command():
    """Without a command the help goes to standard error."""
    done = cli(status=2)
    assert not done.stdout and 'Usage:' in done.stderr


@case
def unknown_command():
    """A mistyped command is answered with the right one."""
    assert 'did you mean "search"' in cli('serch', status=2).stderr
    assert 'spikesmith-cli help' in cli('xyzzy', status=2).stderr
    cli('help', 'xyzzy', status=2)


@case
def unknown_flag():
    """A mistyped flag is answered with the right one."""
    assert 'did you mean --epochs' in cli('search', 'randman', '--epoch', '3', status=2).stderr


@case
def argument_counts():
    """Too few and too many arguments are errors of usage."""
    assert 'RUN DATA' in cli('evaluate', 'somewhere', status=2).stderr
    assert 'too many' in cli('info', 'randman', 'more', status=2).stderr
    cli('export', 'somewhere', status=2)


@case
def values_out_of_range():
    """A value out of its range is an error of usage that names the range."""
    message = cli('search', 'randman', '--epochs', '0', status=2).stderr
    assert message.startswith('spikesmith-cli: --epochs') and '1 to' in message
    cli('search', 'randman', '--epochs', 'many', status=2)
    cli('search', 'randman', '--preset', 'nothing-like-it', status=2)
    cli('train', 'randman', '--layer', 'round', status=2)


@case
def motif_is_needed():
    """Motif layers without a motif are an error that says what to give."""
    message = cli('train', 'randman', status=2).stderr
    assert '--motif' in message and '--random-motif' in message
    cli('train', 'randman', '--layer', 'dense', '--random-motif', '4', status=2)
    cli('train', 'randman', '--motif', 'a.json', '--random-motif', '4', status=2)


@case
def json_errors():
    """With --json an error is an object on standard output too."""
    done = cli('search', 'randman', '--epochs', '0', '--json', status=2)
    assert events(done.stdout)[-1]['event'] == 'error'
    done = cli('search', 'no-such-folder', '--json', status=1)
    assert 'no-such-folder' in events(done.stdout)[-1]['message'] and 'no-such-folder' in done.stderr


@case
def manual_page():
    """The manual page covers every command."""
    page = cli('help', '--man').stdout
    assert page.startswith('.TH ')
    for command in COMMANDS:
        assert f'.SS spikesmith\\-cli {command}' in page, command


@case
def completion_words():
    """What completion asks for is listed."""
    assert cli('help', '--commands').stdout.split() == COMMANDS
    assert 'none' in cli('help', 'search', '--values', '--preset').stdout.split()
    assert cli('help', 'train', '--values=--layer').stdout.split() == ['sc-ml', 'dense', 'feedforward']
    assert cli('help', 'train', '--values=--epochs').stdout == ''


run_cases()
