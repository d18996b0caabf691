# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets as assistive technology sees them."""
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

from desktop import wait_until  # noqa: E402

# What GTK gives a widget without a name: that of its type.
TYPE_PREFIXES = ('Gtk', 'Adw', 'Spk')
# A label is no place for a click, whatever its menu offers.
TEXT_ROLES = {'label'}


def gone_as(value):
    """A widget that has gone in the meantime is like one that never was: what @value says."""
    def decorate(function):
        def guarded(*arguments, **options):
            try:
                return function(*arguments, **options)
            except GLib.GError:
                return value() if callable(value) else value
        return guarded
    return decorate


class Widget:
    """One widget of the program's tree. Nothing is remembered: each property is asked for when it is read."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __eq__(self, other):
        return isinstance(other, Widget) and self.accessible == other.accessible

    def __hash__(self):
        return hash(self.accessible)

    def __repr__(self):
        return f'{self.role} “{self.name}”'

    def remember_nothing(self):
        """For a program: the tree is asked anew each time."""
        self.accessible.set_cache_mask(Atspi.Cache.NONE)

    @property
    @gone_as('')
    def role(self):
        return self.accessible.get_role_name()

    @property
    @gone_as('')
    def name(self):
        """Name of the widget; empty for one that has only that of its type."""
        name = self.accessible.get_name() or ''
        return '' if name.startswith(TYPE_PREFIXES) and ' ' not in name else name

    @property
    @gone_as('')
    def type_name(self):
        """The name where it is that of its type, as "SpkScrubber"."""
        name = self.accessible.get_name() or ''
        return name if name.startswith(TYPE_PREFIXES) else ''

    @property
    @gone_as('')
    def description(self):
        return self.accessible.get_description() or ''

    @property
    @gone_as(set)
    def states(self):
        return {state.value_nick for state in self.accessible.get_state_set().get_states()}

    @property
    def is_sensitive(self):
        return 'sensitive' in self.states

    @property
    def is_pressed(self):
        return bool({'pressed', 'checked'} & self.states)

    @property
    @gone_as((0, 0, 0, 0))
    def extents(self):
        """Place in the window, pixels: x, y, width, height."""
        place = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return place.x, place.y, place.width, place.height

    @property
    def is_laid_out(self):
        """Whether it has had room. What lies on a page that was never shown has none."""
        return self.extents[2] > 0 and self.extents[3] > 0

    @property
    @gone_as('')
    def text(self):
        """What is written in it."""
        return Atspi.Text.get_text(self.accessible, 0, Atspi.Text.get_character_count(self.accessible))

    @property
    @gone_as(None)
    def value(self):
        return Atspi.Value.get_current_value(self.accessible)

    @gone_as(list)
    def children(self):
        count = self.accessible.get_child_count()
        children = [self.accessible.get_child_at_index(i) for i in range(count)]
        return [Widget(child) for child in children if child]

    @gone_as(None)
    def parent(self):
        parent = self.accessible.get_parent()
        return Widget(parent) if parent else None

    def walk(self, hidden=False):
        """It and all below it. Unless @hidden, what was never laid out is left out with all below."""
        yield self
        if self.role in TEXT_ROLES:
            return
        for child in self.children():
            # Pages of a stack have no place of their own, their children do.
            if hidden or child.is_laid_out or child.type_name == 'GtkStackPage':
                yield from child.walk(hidden)

    def matches(self, role, name):
        return (role is None or self.role == role) and (name is None or name in self.name or name == self.type_name)

    def find_all(self, role=None, name=None):
        return [widget for widget in self.walk() if widget.matches(role, name)]

    def find(self, role=None, name=None, hidden=False):
        """The first widget below it of a role and with @name in its name, or of that type; None where there is none."""
        return next((widget for widget in self.walk(hidden) if widget.matches(role, name)), None)

    def get(self, role=None, name=None):
        """As find(), but waits until it is there."""
        return wait_until(lambda: self.find(role, name), lambda: f'{role or "widget"} “{name}” in {self.outline()}')

    def wait_until_gone(self):
        """For a window: until it is closed. Only the window is asked: GTK 4.8 ends with an error when it is asked for the
        list of its windows while one of them is being closed."""
        wait_until(lambda: not self.role, f'end of {self}')

    def texts(self):
        """All that is written below it."""
        return [label.name for label in self.find_all('label') if label.name]

    def outline(self):
        """The tree below it as text, for a message."""
        return '; '.join(repr(widget) for widget in self.walk() if widget.name)

    def actions(self):
        if 'Action' not in self.accessible.get_interfaces():
            return []
        return [self.accessible.get_action_name(i) for i in range(self.accessible.get_n_actions())]

    def act(self, action):
        """Does one of its actions."""
        assert self.accessible.do_action(self.actions().index(action)), f'{action} of {self}'

    def click(self):
        """Clicks it. The button of a menu is within what looks like it."""
        clickable = next(widget for widget in self.walk() if 'click' in widget.actions())
        wait_until(lambda: clickable.is_sensitive, f'{self} can be clicked')
        clickable.act('click')

    def toggle(self):
        self.act('toggle')

    def write(self, text):
        """Replaces what is written in an entry."""
        entry = next(widget for widget in self.walk() if 'EditableText' in widget.accessible.get_interfaces())
        assert Atspi.EditableText.set_text_contents(entry.accessible, text), f'text of {self}'

    def set_value(self, value):
        assert Atspi.Value.set_current_value(self.accessible, value), f'value of {self}'

    def select_child(self, index):
        assert Atspi.Selection.select_child(self.accessible, index), f'child {index} of {self}'

    def focus(self):
        """Gives it the keyboard."""
        assert Atspi.Component.grab_focus(self.accessible), f'keyboard of {self}'


def list_applications():
    """The programs that are known to assistive technology."""
    desktop = Widget(Atspi.get_desktop(0))
    desktop.remember_nothing()
    return desktop.children()
