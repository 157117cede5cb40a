"""Which mail belongs to which kind of news, and how often it comes unless somebody
chooses otherwise."""

from __future__ import annotations

from uclg_share.notifications.models import Frequency, News, Topic

# About the account itself: by mail alone, whatever was chosen, also to those who cannot
# sign in.
ALWAYS = {
    Topic.CONFIRM_EMAIL,
    Topic.ALREADY_REGISTERED,
    Topic.RESET_PASSWORD,
    Topic.PASSWORD_CHANGED,
    Topic.CHANGE_EMAIL,
    Topic.EMAIL_CHANGED,
}
# What stands in no inbox: a digest only repeats what the site shows.
MAIL_ALONE = ALWAYS | {Topic.DIGEST}
IN_INBOX = [topic for topic in Topic if topic not in MAIL_ALONE]
# A topic that is not here answers something a person did, is about their own texts or
# asks for their word, and leaves at once.
NEWS_OF = {
    Topic.POST_SUBMITTED: News.DESK,
    Topic.JOIN_ASKED: News.DESK,
    Topic.FLAG_RAISED: News.DESK,
    Topic.AFFILIATION_ASKED: News.PEOPLE,
    Topic.POST_COMMENTED: News.TALK,
    Topic.COMMENT_ANSWERED: News.TALK,
    Topic.MENTIONED: News.TALK,
    Topic.SUGGESTION_TAKEN: News.DESK,
    Topic.DESK_WAITS: News.DESK,
    Topic.ANSWER_ACCEPTED: News.TALK,
    Topic.QUESTION_ANSWERED: News.TALK,
    Topic.FOLLOWED_POSTS: News.FOLLOWED,
    Topic.FOLLOWED_CHANGED: News.FOLLOWED,
    Topic.FOLLOWED_COMMENTED: News.FOLLOWED,
    Topic.SEARCH_FOUND: News.SEARCHES,
}
USUAL = {
    News.POSTS: Frequency.WEEKLY,
    News.DESK: Frequency.EACH,
    News.PEOPLE: Frequency.EACH,
    News.TALK: Frequency.EACH,
    News.FOLLOWED: Frequency.WEEKLY,
    News.SEARCHES: Frequency.WEEKLY,
}
# The kinds that can be chosen for each group by itself.
BY_GROUP = (News.POSTS, News.DESK)
