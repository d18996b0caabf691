#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where settings come from, and what is wrong with them."""
from cli_testing import LIVELY, SMALL, case, cli, events, path, run_cases, write

QUICK = ['--layer', 'feedforward', '--neurons', '32', '--epochs', '1', *LIVELY]


def settings_of(*arguments):
    """The settings a training starts with."""
    start = events(cli('train', SMALL, *QUICK, *arguments, '--json').stdout)[0]
    assert start['event'] == 'start'
    return start


@case
def order():
    """Flags override the configuration, which overrides the preset, which overrides the defaults."""
    plain = settings_of('--preset', 'none')
    preset = settings_of()
    config = write('order.json', '{"batch": 32, "seed": 7, "valid-fraction": 0.3}')
    mixed = settings_of('--config', config, '--seed', '8')
    assert plain['preset'] is None and preset['preset'] == 'randman'
    assert plain['settings']['valid-fraction'] != preset['settings']['valid-fraction']
    assert mixed['settings']['valid-fraction'] == 0.3
    assert mixed['settings']['batch'] == 32 and mixed['settings']['seed'] == 8


@case
def preset_is_told():
    """The preset that is used by itself is told."""
    text = cli('train', SMALL, *QUICK).stdout
    assert 'Preset: randman' in text and '--preset none' in text


@case
def switches():
    """A switch can be set either way, the last one counts."""
    assert settings_of('--no-plasticity')['settings']['plasticity'] is False
    assert settings_of('--no-plasticity', '--plasticity')['settings']['plasticity'] is True


def config_error(name, text):
    file = write(name, text)
    message = cli('search', SMALL, '--config', file, status=2).stderr
    assert file in message
    return message


@case
def unknown_key():
    """An unknown key of a configuration is an error that names file and key."""
    assert 'epocs' in config_error('key.json', '{"epocs": 3}')


@case
def value_out_of_range():
    """A value out of range is an error that names file, key and range."""
    message = config_error('range.json', '{"weight-decay": -1}')
    assert 'weight-decay' in message and '0 to 10' in message
    assert 'epochs' in config_error('type.json', '{"epochs": "many"}')


@case
def no_json():
    """A configuration that is not a JSON object is an error."""
    config_error('broken.json', '{"epochs": 3')
    config_error('array.json', '[3]')
    config_error('empty.json', '')
    assert 'absent.json' in cli('search', SMALL, '--config', path('absent.json'), status=2).stderr


@case
def settings_that_do_not_fit():
    """Motif sizes that do not divide a layer are an error, and no run is left behind."""
    cli('search', SMALL, '--neurons', '32', '--sizes', '3', '--out', path('unfit'), status=2)
    cli('info', SMALL)
    assert 'no such folder' in cli('resume', path('unfit'), status=1).stderr


run_cases()
