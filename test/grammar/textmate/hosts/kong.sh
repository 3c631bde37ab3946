#!/bin/sh
# KONG_PG_HOST=commented
export KONG_PG_HOST=db
KONG_DATABASE=off kong start
echo "KONG_PG_HOST=$KONG_PG_HOST"
