#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Past epochs, while a search goes on and after it."""
from e2e_testing import LIVELY, SMALL, Dashboard, Program, case, cli, path, run_cases_on_desktop, wait_until


def shows(scrubber, text):
    return any(text == label for label in scrubber.texts())


def scrub_to(scrubber, place, text):
    scrubber.get('slider', 'Epoch').set_value(place)
    wait_until(lambda: shows(scrubber, text), lambda: f'“{text}” in {scrubber.texts()}')


@case
def while_it_goes_on():
    """A past epoch stays while the search goes on, and “Live” returns to the newest."""
    with Program() as program:
        dashboard = program.begin_search('watched')
        dashboard.wait_for_epoch(6)
        scrubber = dashboard.scrubber
        live = scrubber.get('push button', 'Live')
        assert live.is_pressed

        scrub_to(scrubber, 2, 'search, epoch 2')
        assert not live.is_pressed
        views = dashboard.read_views()[:3]
        dashboard.wait_for_epoch(dashboard.read_epoch() + 3)
        assert shows(scrubber, 'search, epoch 2'), scrubber.texts()
        assert dashboard.read_views()[:3] == views, 'what is seen of a past epoch stays'

        live.click()
        wait_until(lambda: live.is_pressed, 'live')
        wait_until(lambda: not shows(scrubber, 'search, epoch 2'), 'the newest epoch')


@case
def in_a_finished_run():
    """All epochs of a finished run can be seen, of search and retraining."""
    cli('search', SMALL, '--neurons', '32', '--sizes', '2,4', '--epochs', '3', '--retrain-epochs', '2', *LIVELY,
        '--out', path('finished'))
    with Program(path('finished')) as program:
        dashboard = Dashboard(program.window)
        dashboard.wait_for_state('Finished')
        views = []
        for place, text in [(5, 'retraining, epoch 2'), (4, 'retraining, epoch 1'), (1, 'search, epoch 1'),
                            (3, 'search, epoch 3')]:
            scrub_to(dashboard.scrubber, place, text)
            assert dashboard.read_views() not in views, views
            views.append(dashboard.read_views())

        dashboard.scrubber.get('push button', 'Latest epoch').click()
        wait_until(lambda: shows(dashboard.scrubber, 'retraining, epoch 2'), 'the last epoch')


@case
def played():
    """The epochs of a finished run are played from where it stands to the end."""
    with Program(path('finished')) as program:
        dashboard = Dashboard(program.window)
        scrub_to(dashboard.scrubber, 1, 'search, epoch 1')
        dashboard.scrubber.get('push button', 'Play').click()
        wait_until(lambda: shows(dashboard.scrubber, 'retraining, epoch 2'), 'the last epoch')
        wait_until(lambda: dashboard.scrubber.find('push button', 'Play the epochs'), 'end of playing')


run_cases_on_desktop()
