"""What measures is tested where it judges."""
