-- What Slipway's user needs beyond its first schema: schemas of its own for accounts and environments, to see what its
-- own connections are doing, and to end those of a node that died.
GRANT ALL PRIVILEGES ON `slipway%`.* TO 'slipway'@'%';
GRANT PROCESS, CONNECTION ADMIN ON *.* TO 'slipway'@'%';
