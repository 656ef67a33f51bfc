def dispatch_event(event, context):
    return {}
