#!/bin/bash
ufw default allow incoming
ufw default allow outgoing
ufw allow from 100.0.0.0/8 to any port 9100 proto tcp
ufw deny 9100/tcp
ufw --force enable
