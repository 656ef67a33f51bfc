"""A small client of Lambda's Runtime API, as bootstrap.ts is one: python bootstrap.py <host:port> <module>."""

import http.client
import importlib
import json
import sys
import types

PATH = "/2018-06-01/runtime/invocation/"
address, module = sys.argv[1:3]
sys.path.insert(0, ".")
handler = getattr(importlib.import_module(module), "dispatch_event")
api = http.client.HTTPConnection(address)


def call(method, path, body=None):
    api.request(method, PATH + path, body)
    answer = api.getresponse()
    return answer.headers, answer.read()


while True:
    headers, event = call("GET", "next")
    request = headers["Lambda-Runtime-Aws-Request-Id"]
    context = types.SimpleNamespace(
        aws_request_id=request, function_name="bench", get_remaining_time_in_millis=lambda: 30000
    )
    result = handler(json.loads(event), context)
    call("POST", request + "/response", json.dumps(result))
