/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spk-cli-signals.h"

#include <signal.h>
#include <unistd.h>

#include "spk-cli.h"

static volatile sig_atomic_t graceful;
static volatile sig_atomic_t interrupted;

/* While a job runs the first signal is a request and the second one is meant; at any other time the first one is. */
static void
on_signal (int number G_GNUC_UNUSED)
{
  if (!graceful || interrupted)
    _exit (SPK_CLI_EXIT_INTERRUPTED);
  interrupted = 1;
}

static void catch (int number)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  struct sigaction old;

  if (sigaction (number, NULL, &old) == 0 && old.sa_handler == SIG_IGN)
    return; /* as nohup wants it */
  sigemptyset (&action.sa_mask);
  sigaction (number, &action, NULL);
}

/**
 * spk_cli_signals_install:
 *
 * From here on Ctrl-C, a request to terminate and a closed terminal end the program with the exit status of an
 * interruption.
 */
void
spk_cli_signals_install (void)
{
  catch (SIGINT);
  catch (SIGTERM);
  catch (SIGHUP);
}

/**
 * spk_cli_signals_begin_graceful:
 *
 * From here on the first signal only makes spk_cli_signals_was_interrupted() true.
 */
void
spk_cli_signals_begin_graceful (void)
{
  graceful = 1;
}

void
spk_cli_signals_end_graceful (void)
{
  graceful = 0;
}

gboolean
spk_cli_signals_was_interrupted (void)
{
  return interrupted != 0;
}
