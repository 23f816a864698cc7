"""What runs in the browser beside the app: no threads, no sockets, no server."""
