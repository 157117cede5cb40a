"""What a WSGI server loads: `granian --interface wsgi wsgi:app`."""

from uclg_share import create_app
from uclg_share.page_cache import keep_pages
from uclg_share.patience import make_patient

app = create_app()
make_patient(app)
keep_pages(app)
