"""What happens when machines fail: killed servers, full disks, power cuts. Nothing that was acknowledged may be lost."""
