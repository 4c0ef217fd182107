"""What the tests stand on: databases, a closed network, a query counter."""
