# Sourced by the image's entry point when the server's folder is made: the account that makes and owns our schemas, and no other.
docker_process_sql <<SQL
CREATE USER 'dajiu'@'%' IDENTIFIED BY '${DAJIU_PASSWORD}';
GRANT ALL ON \`dajiu\_%\`.* TO 'dajiu'@'%';
SQL
