"""How near to the limit each part of qamill works: what it takes beside the least that such work can take."""
