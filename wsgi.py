"""What a WSGI server loads: `granian --interface wsgi wsgi:app`."""

import gc

from uclg_share import create_app
from uclg_share.page_cache import keep_pages
from uclg_share.patience import make_patient

app = create_app()
make_patient(app)
keep_pages(app)
# What is loaded by now stays: to look through it for waste again and again took a tenth
# of the time of each page.
gc.collect()
gc.freeze()
