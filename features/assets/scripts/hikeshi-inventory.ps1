# Hikeshi: writes down this machine and its programs, as one JSON file beside this script.
#
#   Right-click this file and choose "Run with PowerShell", or
#   powershell -ExecutionPolicy Bypass -File hikeshi-inventory.ps1
#
# For Windows PowerShell 5.1 and later. It changes nothing, needs no administrator and uses no
# network. It reads the names of machine, maker and model, the operating system, addresses, and the
# installed programs; no files, no mail, no passwords.
param([string]$OutFolder = $PSScriptRoot)

$ErrorActionPreference = 'SilentlyContinue'
if (-not $OutFolder) { $OutFolder = (Get-Location).Path }

# A value as text without blanks around it; nothing becomes an empty text.
function Get-Text($Value) {
    if ($null -eq $Value) { return '' }
    return ([string]$Value).Trim()
}

$system = Get-CimInstance -ClassName Win32_ComputerSystem
$bios = Get-CimInstance -ClassName Win32_BIOS
$os = Get-CimInstance -ClassName Win32_OperatingSystem
$cpu = Get-CimInstance -ClassName Win32_Processor | Select-Object -First 1
$cards = Get-CimInstance -ClassName Win32_NetworkAdapterConfiguration -Filter 'IPEnabled = True'
$current = Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'

# 22H2 and later stand in DisplayVersion, older ones in ReleaseId.
$release = Get-Text $current.DisplayVersion
if ($release -eq '') { $release = Get-Text $current.ReleaseId }

$macs = @()
$ips = @()
foreach ($card in $cards) {
    if ($card.MACAddress) { $macs += (Get-Text $card.MACAddress) }
    foreach ($address in $card.IPAddress) { $ips += (Get-Text $address) }
}

$places = @(
    'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*',
    'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall\*',
    'HKCU:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*'
)
$software = @()
$seen = @{}
foreach ($entry in (Get-ItemProperty -Path $places)) {
    $name = Get-Text $entry.DisplayName
    if ($name -eq '') { continue }
    if ($entry.SystemComponent -eq 1) { continue }
    $version = Get-Text $entry.DisplayVersion
    $key = "$name|$version"
    if ($seen.ContainsKey($key)) { continue }
    $seen[$key] = $true
    $software += [pscustomobject]@{
        name         = $name
        version      = $version
        maker        = Get-Text $entry.Publisher
        installed_on = Get-Text $entry.InstallDate
    }
}

$memory = ''
if ($system.TotalPhysicalMemory) { $memory = '{0} MB' -f [math]::Round($system.TotalPhysicalMemory / 1MB) }

$inventory = [pscustomobject]@{
    format   = 'hikeshi-inventory'
    version  = 1
    taken_at = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
    device   = [pscustomobject]@{
        hostname   = Get-Text $env:COMPUTERNAME
        maker      = Get-Text $system.Manufacturer
        model      = Get-Text $system.Model
        serial     = Get-Text $bios.SerialNumber
        os         = Get-Text $os.Caption
        os_version = $release
        os_build   = Get-Text $os.Version
        cpu        = Get-Text $cpu.Name
        memory     = $memory
        user       = Get-Text $env:USERNAME
        mac        = @($macs)
        ip         = @($ips)
    }
    software = @($software)
}

$file = Join-Path $OutFolder ('hikeshi-inventory-{0}.json' -f $env:COMPUTERNAME)
# UTF-8 without a mark: Out-File of version 5.1 would write UTF-16.
$utf8 = New-Object System.Text.UTF8Encoding($false)
[System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $inventory -Depth 5), $utf8)
Write-Output $file
