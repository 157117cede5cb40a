# Long because: each part of the site is named here, and nowhere else.
"""The application factory: the only place where the parts meet."""

from __future__ import annotations

from flask import Flask

from config import Settings, read_settings
from uclg_share import (
    assets,
    cli,
    compression,
    database,
    errors,
    extensions,
    fragments,
    guard,
    i18n,
    logs,
    page_cache,
    security,
    templating,
    tight,
    urls,
)
from uclg_share.accounts import joining, recovery
from uclg_share.accounts import people as account_people
from uclg_share.accounts import settings as account_settings
from uclg_share.accounts.routes import bp as accounts
from uclg_share.admin import committees as admin_committees
from uclg_share.admin import groups as admin_groups
from uclg_share.admin import organisations as admin_organisations
from uclg_share.admin import people as admin_people
from uclg_share.admin.routes import bp as admin
from uclg_share.answers.routes import bp as answers
from uclg_share.api.routes import bp as api
from uclg_share.archiving.routes import bp as archiving
from uclg_share.attachments.routes import bp as attachments
from uclg_share.attachments.serving import bp as files
from uclg_share.authorship import signing, succeeding
from uclg_share.authorship.routes import bp as authorship
from uclg_share.briefing.routes import bp as briefing
from uclg_share.comments import desk as comment_desk
from uclg_share.comments import helpful, own
from uclg_share.comments.routes import bp as comments
from uclg_share.desk import pages as desk_pages
from uclg_share.desk import together
from uclg_share.exchange import importing, own_data, pasting
from uclg_share.exchange.routes import bp as exchange
from uclg_share.families.routes import bp as families
from uclg_share.feeds import of_organisations
from uclg_share.feeds.routes import bp as feeds
from uclg_share.figures.coverage import bp as coverage
from uclg_share.figures.routes import bp as figures
from uclg_share.flags.routes import bp as flags
from uclg_share.following.routes import bp as following
from uclg_share.groups import belonging, inviting, roles
from uclg_share.groups import desk as group_desk
from uclg_share.groups.committees import bp as committees
from uclg_share.groups.routes import bp as groups
from uclg_share.light import wish as light_wish
from uclg_share.light.routes import bp as light
from uclg_share.messages.routes import bp as messages
from uclg_share.notifications import by_link
from uclg_share.notifications import settings as mail_settings
from uclg_share.notifications.routes import bp as notifications
from uclg_share.offline.routes import bp as offline
from uclg_share.offline.worker import bp as worker
from uclg_share.organisations import listing as organisation_listing
from uclg_share.organisations import mine
from uclg_share.organisations.routes import bp as organisations
from uclg_share.pages.operation import bp as operation
from uclg_share.pages.routes import bp as pages
from uclg_share.pins.routes import bp as pins
from uclg_share.places import of_search
from uclg_share.places.routes import bp as places
from uclg_share.posts import history, keeping, suggesting, writing
from uclg_share.posts.routes import bp as posts
from uclg_share.public_log.routes import bp as public_log
from uclg_share.reading_list.routes import bp as reading_list
from uclg_share.reviews import claims, marking, own_reasons
from uclg_share.reviews.routes import bp as reviews
from uclg_share.saved_searches.routes import bp as saved_searches
from uclg_share.search.routes import bp as search
from uclg_share.sitemaps.routes import bp as sitemaps
from uclg_share.suggestions.routes import bp as suggestions
from uclg_share.tags.routes import bp as tags
from uclg_share.taking.routes import bp as taking

# These register their pages on the blueprint of their feature.
_ = (
    account_people,
    account_settings,
    admin_committees,
    admin_groups,
    admin_organisations,
    admin_people,
    belonging,
    by_link,
    claims,
    comment_desk,
    desk_pages,
    group_desk,
    helpful,
    history,
    importing,
    inviting,
    joining,
    keeping,
    mail_settings,
    marking,
    mine,
    of_search,
    of_organisations,
    organisation_listing,
    own,
    own_data,
    own_reasons,
    pasting,
    recovery,
    roles,
    signing,
    succeeding,
    suggesting,
    together,
    writing,
)

# In this order; what is prepared first has the last word on an answer.
PARTS = (
    page_cache,
    compression,
    logs,
    urls,
    i18n,
    security,
    guard,
    errors,
    assets,
    templating,
    fragments,
    tight,
    light_wish,
    cli,
)
FEATURES = (
    accounts,
    admin,
    archiving,
    answers,
    attachments,
    authorship,
    briefing,
    comments,
    committees,
    exchange,
    families,
    coverage,
    feeds,
    figures,
    flags,
    following,
    groups,
    light,
    messages,
    notifications,
    offline,
    organisations,
    pages,
    pins,
    places,
    posts,
    public_log,
    reading_list,
    reviews,
    saved_searches,
    search,
    tags,
    taking,
    suggestions,
)


def create_app(settings: Settings | None = None, **config: object) -> Flask:
    """The application. `config` overrides Flask's own settings, for tests."""
    settings = settings or read_settings()
    app = Flask(
        __name__,
        template_folder="../templates",
        static_folder=None,
        instance_path=str(settings.instance),
    )
    app.config.from_mapping(settings.for_flask())
    app.config.from_mapping(config)

    database.init_app(app)
    extensions.init_app(app)
    for part in PARTS:
        part.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature, url_prefix=i18n.PREFIX)
    # The addresses of these have no language.
    app.register_blueprint(files)
    app.register_blueprint(api)
    app.register_blueprint(operation)
    app.register_blueprint(worker)
    app.register_blueprint(sitemaps)
    return app
