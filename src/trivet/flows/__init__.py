"""What spans places and people: notifications now; start and finish, sync and reconcile later."""
