cd /work/main
