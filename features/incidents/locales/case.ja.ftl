case-list-title = 事案
