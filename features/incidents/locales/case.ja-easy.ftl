case-list-title = ｜事案《じあん》
