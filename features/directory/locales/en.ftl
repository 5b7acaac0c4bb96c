directory-call-label = { $provider } ({ $hours })
directory-nav-home = Home
directory-nav-incidents = Incidents
directory-nav-contacts = Contacts
directory-nav-help = Help page
directory-nav-log = Log
directory-nav-company = Settings
