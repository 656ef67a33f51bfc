"""Serve moto on a free loopback port, print the port, and end with whoever started it: when standard input closes."""

import logging
import sys
import threading

from moto.core.config import default_user_config
from moto.moto_api import state_manager
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

# moto logs every request, and a traceback for every call that it does not know.
logging.getLogger("werkzeug").setLevel(logging.CRITICAL)

# By default a task takes a step towards its stop whenever it is looked at.
state_manager.set_transition("ecs::task", {"progression": "manual", "times": 1_000_000})

# Functions are invoked, but no code runs.
default_user_config["lambda"]["use_docker"] = False

moto = DomainDispatcherApplication(create_backend_app)
lock = threading.Lock()


def one_at_a_time(environ, start_response):
    """AWS checks a condition and writes in one step; moto's threads come in between."""
    with lock:
        return moto(environ, start_response)


server = make_server("127.0.0.1", 0, one_at_a_time, threaded=True, request_handler=MotoRequestHandler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.port, flush=True)
try:
    sys.stdin.read()
except KeyboardInterrupt:
    pass
