case-list-title = Incidents
