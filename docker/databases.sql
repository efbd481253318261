-- PostgreSQL runs this once, on an empty volume: a database and a role for each, closed to the other.
\getenv front_door FRONT_DOOR_PASSWORD
\getenv tracker TRACKER_PASSWORD
CREATE ROLE front_door LOGIN PASSWORD :'front_door';
CREATE ROLE tracker LOGIN PASSWORD :'tracker';
CREATE DATABASE front_door OWNER front_door;
CREATE DATABASE tracker OWNER tracker;
REVOKE ALL ON DATABASE front_door, tracker FROM PUBLIC;
-- The superuser logs in from inside the container and nowhere else.
ALTER ROLE postgres PASSWORD NULL;
