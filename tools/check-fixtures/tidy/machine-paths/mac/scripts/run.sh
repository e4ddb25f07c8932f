cd /Users/someone/edgestep
