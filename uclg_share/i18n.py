"""Four languages: which one this request speaks, and how addresses carry it."""

from __future__ import annotations

from typing import Any

from babel import negotiate_locale
from flask import Flask, g, has_request_context, request, url_for
from flask_babel import Babel, force_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from uclg_share.access import for_anyone

# Code: (name in the language itself, direction). Arabic keeps Latin digits (UX.md R5).
LANGUAGES = {
    "en": ("English", "ltr"),
    "fr": ("Français", "ltr"),
    "es": ("Español", "ltr"),
    "ar": ("العربية", "rtl"),
}
DEFAULT = "en"
LONGEST_WAY_BACK = 300
PREFIX = "/<any(en, fr, es, ar):lang>"

babel = Babel()


def init_app(app: Flask) -> None:
    babel.init_app(app, locale_selector=current_language)
    _speak_in_templates(app)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.add_url_rule("/", "front_door", for_anyone(front_door))


def _speak_in_templates(app: Flask) -> None:
    """The words of templates, without what the library does for each of them.

    A page says some hundred: to find the language and its catalogue anew for each cost
    more than all its statements.
    """
    catalogues: dict[str, Any] = {}

    def catalogue() -> Any:
        language = current_language()
        found = catalogues.get(language)
        if found is None:
            with force_locale(language):
                found = catalogues[language] = get_translations()
        return found

    @pass_eval_context
    def gettext(context: EvalContext, text: str, **values: Any) -> str:
        return _filled(context, catalogue().ugettext(text), values)

    @pass_eval_context
    def ngettext(
        context: EvalContext, one: str, many: str, num: int, **values: Any
    ) -> str:
        said = catalogue().ungettext(one, many, num)
        return _filled(context, said, {"num": num, **values})

    words = {"gettext": gettext, "_": gettext, "ngettext": ngettext}
    app.jinja_env.globals.update(words)


def _filled(context: EvalContext, said: str, values: dict[str, Any]) -> str:
    """As `jinja2.ext.i18n` does: a text is a format, and what fills it is escaped."""
    text = Markup(said) if context.autoescape else said  # noqa: S704  a catalogue's
    return text % values if values or "%" in said else text


def front_door() -> Any:
    """`/` leads to the home page in the reader's language."""
    from flask import redirect  # noqa: PLC0415  used here alone

    answer = redirect(url_for("pages.home", lang=preferred_language()), 302)
    answer.vary.update(["Accept-Language", "Cookie"])
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def current_language() -> str:
    lang: str | None = getattr(g, "lang", None)
    if lang is not None:
        return lang
    if not has_request_context():
        return DEFAULT
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    return first if first in LANGUAGES else preferred_language()


def preferred_language() -> str:
    """What the browser asks for. `best_match` of Werkzeug gets `ar-EG` wrong."""
    wanted = [code for code, _ in request.accept_languages][:10]
    try:
        return negotiate_locale(wanted, list(LANGUAGES), sep="-") or DEFAULT
    except ValueError:
        return DEFAULT


def direction_of(language: str) -> str:
    return LANGUAGES.get(language, LANGUAGES[DEFAULT])[1]


def language_name(language: str) -> str:
    return LANGUAGES.get(language, (language, ""))[0]


def local(names: dict[str, str] | None, language: str | None = None) -> str:
    """A text kept in several languages, in this one or else in English."""
    if not names:
        return ""
    return names.get(language or current_language()) or names.get(DEFAULT) or ""


def language_links() -> list[tuple[str, str, str, bool]]:
    """(code, own name, address of this page in it, whether it is this one)."""
    if "language_links" not in g:
        here, spoken = current_language(), _this_page()
        g.language_links = [
            (code, name, f"/{code}{spoken}" if spoken else _home(code), code == here)
            for code, (name, _) in LANGUAGES.items()
        ]
    links: list[tuple[str, str, str, bool]] = g.language_links
    return links


def this_page() -> str:
    """Its address, to come back to; without a question that is very long."""
    address = next(address for _, _, address, here in language_links() if here)
    return address if len(address) < LONGEST_WAY_BACK else request.path


def _home(code: str) -> str:
    return url_for("pages.home", lang=code)


def _this_page() -> str:
    """The address of this page after its language; nothing where it has none."""
    endpoint, arguments = request.endpoint, request.view_args
    if endpoint is None or arguments is None or request.method == "POST":
        return ""
    if not _speaks(endpoint):
        return ""
    query = {k: v for k, v in request.args.to_dict(flat=False).items() if k != "lang"}
    values = {**query, **arguments, "lang": DEFAULT}
    values = {k: v for k, v in values.items() if not k.startswith("_")}
    return url_for(endpoint, **values).removeprefix(f"/{DEFAULT}")


def _speaks(endpoint: str) -> bool:
    from flask import current_app  # noqa: PLC0415  kept out of the flask-free names

    return current_app.url_map.is_endpoint_expecting(endpoint, "lang")


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and _speaks(endpoint):
        values["lang"] = current_language()
