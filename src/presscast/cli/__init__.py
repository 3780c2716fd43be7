"""The command line: one file a command, options in, words out."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys

import click

from presscast import __version__
from presscast.errors import PresscastError

INTERRUPTED = 130


class _Commands(click.Group):
    """The commands, each imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return sorted(
            module.name
            for module in pkgutil.iter_modules(__path__)
            if not module.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"presscast.cli.{cmd_name}")
        command: click.Command = module.command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="presscast")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--quiet", is_flag=True, help="Show no progress, only results and errors.")
@click.option("--config", type=click.Path(), help="Use this file instead of ./presscast.toml.")
@click.pass_context
def program(ctx: click.Context, debug: bool, quiet: bool, config: str | None) -> None:
    """Turn a press release into a podcast episode, on your own computer.

    \b
    Examples:
      presscast publish release.txt        make an episode and its feed in ./output
      presscast script release.txt         see who says what, before any audio is made
      presscast serve                      listen and subscribe on this computer
    """
    ctx.obj = {"debug": debug, "quiet": quiet, "config": config}


def main() -> None:
    """Run the command line and end the process with the status that tells what to mend."""
    debug = "--debug" in sys.argv
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A name in bytes that are no text, or a terminal that knows few letters, stops nothing.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        status = program.main(prog_name="presscast", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        status = done.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "presscast"
        status = _report(error.format_message(), f"see: {command} --help", 2)
    except click.ClickException as error:
        status = _report(error.format_message(), "see: presscast --help", 2)
    except PresscastError as error:
        if debug:
            raise
        status = _report(str(error), error.hint, error.status)
    except (KeyboardInterrupt, click.Abort):
        _report(
            "stopped", "nothing published before has changed; run it again to go on", INTERRUPTED
        )
        # All is cleaned up by now; what is left are threads in the middle of a sentence.
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:  # the one place: a publisher never meets a traceback
        if debug:
            raise
        status = _report(
            f"unforeseen fault: {type(error).__name__}: {error}",
            "run it again with --debug, and report what it prints with the release",
            1,
        )
    sys.exit(status if isinstance(status, int) else 0)


def _report(message: str, hint: str, status: int) -> int:
    """Say what is wrong and what to do; return the status."""
    print(f"error: {message}\n hint: {hint}", file=sys.stderr)  # noqa: T201
    return status
