"""From a consolidated document to bytes: plain values in, a file out; no database, no request, no clock."""
