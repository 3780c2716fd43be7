"""Print docs/cli.md: the help of every command, as `--help` shows it."""

from __future__ import annotations

import click

from presscast.cli import program

WIDTH = 88


def reference() -> str:
    """Return the command-line page of the documentation."""
    parts = [
        "# Command line",
        "Made from `--help` by `make docs`; do not edit.",
        _help(program, ["presscast"], None),
    ]
    top = click.Context(program, info_name="presscast")
    for name in program.list_commands(top):
        command = program.get_command(top, name)
        assert command is not None
        parts += [f"## presscast {name}", _help(command, [name], top)]
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=top)
            for sub in command.list_commands(inner):
                found = command.get_command(inner, sub)
                assert found is not None
                parts += [f"### presscast {name} {sub}", _help(found, [sub], inner)]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, path: list[str], parent: click.Context | None) -> str:
    context = click.Context(
        command,
        info_name=path[-1],
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"```text\n{command.get_help(context)}\n```"


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201
