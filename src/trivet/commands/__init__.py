"""The bodies of the commands, a file each: none pays for the imports of another."""
